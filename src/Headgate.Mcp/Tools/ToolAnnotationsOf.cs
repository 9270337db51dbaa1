using Headgate.Catalogue;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools;

/// <summary>What clients may tell a person of a tool before it is called, from what its operation declares.</summary>
internal static class ToolAnnotationsOf
{
    /// <summary>The hints of an operation.</summary>
    public static ToolAnnotations Operation(Operation operation, string title)
    {
        var reads = operation.Access == Access.Read;
        var makes = operation is { Method: "POST", Answers.Kind: AnswerKind.Created };
        return new ToolAnnotations
        {
            Title = title,
            ReadOnlyHint = reads,
            DestructiveHint = !reads && !makes && operation.Capability.Kind == CapabilityKind.Resource,
            IdempotentHint = reads || operation.Method is "PUT" or "DELETE",
            // What starts work or sends something reaches beyond this server.
            OpenWorldHint = operation.Capability.Kind == CapabilityKind.Action,
        };
    }
}
