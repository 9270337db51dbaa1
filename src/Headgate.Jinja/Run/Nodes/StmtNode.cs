namespace Headgate.Jinja.Run.Nodes;

/// <summary>A statement, ready to run.</summary>
internal abstract class StmtNode
{
    public abstract Flow Execute(Frame frame);
}
