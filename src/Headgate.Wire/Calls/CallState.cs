using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Headgate.Wire;

/// <summary>What is known of a call so far.</summary>
internal sealed class CallState(HttpContext http, string rawTarget, long started)
{
    public HttpContext Http => http;

    public string RawTarget => rawTarget;

    public long Started => started;

    public Caller Caller { get; set; } = Caller.Anonymous;

    public string? Fingerprint { get; set; }

    public string? Note { get; set; }

    public OperationEntry? Entry { get; set; }

    public RouteMatch Route { get; set; } = new([], []);

    public Target? Target { get; set; }

    public CallArguments? Arguments { get; set; }

    public Decision? Decision { get; set; }
}
