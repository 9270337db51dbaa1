using System.Runtime.CompilerServices;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>Statements in a row.</summary>
internal sealed class BodyNode(StmtNode[] statements) : StmtNode
{
    private readonly StmtNode? _only = statements.Length == 1 ? statements[0] : null;

    public static BodyNode Empty { get; } = new([]);

    /// <summary>The statement, where there is exactly one.</summary>
    public StmtNode? Only => _only;

    /// <summary>Number of statements.</summary>
    public int Count => statements.Length;

    public override Flow Execute(Frame frame)
    {
        frame.State.Step(statements.Length);
        return Run(frame);
    }

    /// <summary>Runs the statements, whose steps the caller has counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Flow Run(Frame frame) => _only is not null ? _only.Execute(frame) : RunAll(frame);

    private Flow RunAll(Frame frame)
    {
        foreach (var statement in statements)
        {
            var flow = statement.Execute(frame);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }
        return Flow.Next;
    }
}
