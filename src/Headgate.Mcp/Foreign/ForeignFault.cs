using System.Net;

namespace Headgate.Mcp.Foreign;

/// <summary>Why a foreign server gave nothing, in a sentence of ours: none of its own words stand in it.</summary>
internal sealed class ForeignFault(string message, HttpStatusCode status = HttpStatusCode.BadGateway) : Exception(message)
{
    /// <summary>The status of HTTP that goes with it.</summary>
    public HttpStatusCode Status { get; } = status;
}
