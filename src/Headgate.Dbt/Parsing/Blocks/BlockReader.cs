namespace Headgate.Dbt.Parsing.Blocks;

/// <summary>
/// Finds the blocks of some kinds at the top level of a file, without compiling it: what stands outside is text,
/// and what stands inside may be anything up to the closing tag.
/// </summary>
internal static class BlockReader
{
    private static readonly string[] ControlFlow = ["if", "for"];

    /// <summary>The blocks of a file in order.</summary>
    /// <param name="text">Contents of the file.</param>
    /// <param name="kinds">Kinds that are looked for.</param>
    /// <exception cref="DbtException">A block is not closed, stands in another, or inside a condition or loop.</exception>
    public static IEnumerable<Block> Read(string text, params string[] kinds)
    {
        var flow = new Stack<string>();
        (Tag Tag, string End)? open = null;
        foreach (var tag in TagScanner.Scan(text))
        {
            if (ControlFlow.Contains(tag.Name))
            {
                flow.Push(tag.Name);
            }
            else if (tag.Name.StartsWith("end", StringComparison.Ordinal) && ControlFlow.Contains(tag.Name[3..]))
            {
                CloseFlow(text, flow, tag);
            }

            if (open is { } current && tag.Name == current.End)
            {
                yield return new Block(
                    current.Tag.Name,
                    current.Tag.Header,
                    text[current.Tag.End..tag.Start],
                    text[current.Tag.Start..tag.End],
                    LineAt(text, current.Tag.Start)
                );
                open = null;
            }
            else if (kinds.Contains(tag.Name))
            {
                if (flow.Count > 0)
                {
                    throw Error(
                        $"Got a block definition inside control flow at {Place(text, tag.Start)}. All dbt block definitions must be at the top level"
                    );
                }
                if (open is { } outer)
                {
                    throw Error(
                        $"Got nested tags: {outer.Tag.Name} (started at {Place(text, outer.Tag.Start)}) did not have a matching {{% {outer.End} %}} "
                            + $"before a subsequent {{% {tag.Name} %}} was found (started at {Place(text, tag.Start)})"
                    );
                }
                open = (tag, "end" + tag.Name);
            }
        }

        if (open is { } unclosed)
        {
            throw Error(
                $"Reached EOF without finding a close tag for {unclosed.Tag.Name} (searched from line {LineAt(text, unclosed.Tag.End)})"
            );
        }
    }

    private static void CloseFlow(string text, Stack<string> flow, Tag tag)
    {
        if (!flow.TryPop(out var expected))
        {
            throw Error(
                $"Got an unexpected control flow end tag, got {tag.Name} but never saw a preceeding {tag.Name[3..]} (@ {Place(text, tag.Start)})"
            );
        }
        if ("end" + expected != tag.Name)
        {
            throw Error(
                $"Got an unexpected control flow end tag, got {tag.Name} but expected end{expected} next (@ {Place(text, tag.Start)})"
            );
        }
    }

    private static int LineAt(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;

    private static string Place(string text, int position) =>
        $"{LineAt(text, position)}:{position - text.LastIndexOf('\n', Math.Max(position - 1, 0))}";

    private static DbtException Error(string message) => new(DbtErrorKind.Compilation, message);
}
