import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import '#ui/styles/console.scss'
import { routes } from './routes.tsx'
import { watchFetch } from './shell/keeper.ts'

watchFetch(window)
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <RouterProvider router={createBrowserRouter(routes)} />
  </StrictMode>,
)
