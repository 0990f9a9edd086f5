import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import * as z from 'zod'
import '#ui/styles/console.scss'
import { routes } from './routes.tsx'

// The content policy forbids code made from text, which zod would try for speed.
z.config({ jitless: true })

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <RouterProvider router={createBrowserRouter(routes)} />
  </StrictMode>,
)
