// What only the host can do. It reads records and writes folded texts in the kernel's memory.

/** Folds the text of a record that is not plain ASCII, or writes a number as it is spoken, at `to`. @returns its length in bytes. */
// @ts-ignore: decorator
@external('host', 'fold')
export declare function foldAtHost(record: u32, to: u32): u32
/** Whether a test that is no literal holds of the event at hand. */
// @ts-ignore: decorator
@external('host', 'test')
export declare function testAtHost(atom: u32): u32
/** Address of the plan for the event at hand. */
// @ts-ignore: decorator
@external('host', 'plan')
export declare function planAtHost(): u32
/** Writes the line at `p` anew, each key once and spelt in one way. @returns where it lies, with its line feed. */
// @ts-ignore: decorator
@external('host', 'rewrite')
export declare function rewriteAtHost(p: u32): u32
