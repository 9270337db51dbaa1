using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Held;

/// <summary>A result that asks the client for something and is to be asked again (revision 2026-07-28).</summary>
internal sealed class InputRequiredView : Result
{
    /// <summary>What is asked, by names of our own.</summary>
    public required IReadOnlyDictionary<string, Request> InputRequests { get; init; }

    /// <summary>What the client sends back, as it is.</summary>
    public required string RequestState { get; init; }

    /// <summary>One question.</summary>
    /// <param name="Method">The method of MCP that it stands for.</param>
    /// <param name="Params">Its parameters.</param>
    internal sealed record Request(string Method, Address Params);

    /// <summary>An address to show to a person.</summary>
    /// <param name="Mode"><c>url</c>.</param>
    /// <param name="ElicitationId">Names the question.</param>
    /// <param name="Url">The address.</param>
    /// <param name="Message">What it is about.</param>
    internal sealed record Address(string Mode, string ElicitationId, string Url, string Message);
}
