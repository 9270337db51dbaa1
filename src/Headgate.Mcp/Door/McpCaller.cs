using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;

namespace Headgate.Mcp.Door;

/// <summary>Who sent the message that is being answered.</summary>
/// <param name="Origin">Where from, and with which credential.</param>
/// <param name="Caller">Who it is.</param>
/// <param name="Headers">dbt's headers that go with it.</param>
/// <param name="IsStateless">Whether the message is of the revision without sessions.</param>
internal sealed record McpCaller(CallOrigin Origin, Caller Caller, DbtHeaders Headers, bool IsStateless)
{
    /// <summary>The caller of the request that runs.</summary>
    public static McpCaller Of(IHttpContextAccessor accessor) =>
        accessor.HttpContext?.Features.Get<McpCaller>() ?? throw new InvalidOperationException("A message came in by no door.");
}
