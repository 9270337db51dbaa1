namespace Headgate.Jinja.Run.Nodes;

/// <summary>Statements in a row.</summary>
internal sealed class BodyNode(StmtNode[] statements) : StmtNode
{
    public static BodyNode Empty { get; } = new([]);

    public override Flow Execute(Frame frame)
    {
        frame.State.Step(statements.Length);
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
