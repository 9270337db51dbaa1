using Headgate.Metadata.Artifacts;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph;

/// <summary>A node as an answer holds it: which, in which view, and in which form of the schema.</summary>
/// <param name="Node">The node.</param>
/// <param name="In">The view.</param>
/// <param name="Form">The form.</param>
internal sealed record GraphNode(ViewNode Node, StateGraph In, NodeForm Form)
{
    /// <summary>The execution that it is about, where that is not the node's last.</summary>
    public NodeExecution? Past { get; init; }

    /// <summary>dbt's id of a node that is in no manifest of the environment: of another project.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Whether a selector named it, in lineage.</summary>
    public bool? IsMatched { get; init; }

    /// <summary>The execution that it is about.</summary>
    public NodeExecution? Execution => Past ?? Node.Execution;

    /// <summary>The name of its type in the schema.</summary>
    public string TypeName =>
        IsExternal ? "ExternalModelNode"
        : Node.Kind == "Group" ? "GroupNode"
        : Form switch
        {
            NodeForm.Lineage => Node.Kind + "LineageNode",
            NodeForm.Run => Node.Kind + "Node",
            NodeForm.Nested => Node.Kind + State + "NestedNode",
            _ => Node.Kind + State + "Node",
        };

    /// <summary>The part of the type's name that tells the view: what is never built has one form for both.</summary>
    private string State =>
        In.View == StateView.Applied && Node.Kind is not ("Macro" or "Metric" or "SavedQuery" or "SemanticModel")
            ? "AppliedState"
            : "Definition";
}
