namespace Headgate.Jinja.Run.Nodes;

/// <summary>Fills the variables of a scope, then runs its body.</summary>
internal sealed class EntryNode(EntryAction[] entry, StmtNode body) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        EntryAction.RunAll(entry, frame);
        return body.Execute(frame);
    }
}
