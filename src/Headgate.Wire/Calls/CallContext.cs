using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Wire;

/// <summary>One call on its way: who calls, what, at what, with which values.</summary>
public sealed class CallContext
{
    private readonly IDecider _decider;
    private BodyReader? _body;
    private QueryReader? _query;

    internal CallContext(
        HttpContext http,
        OperationEntry entry,
        RouteMatch route,
        Caller caller,
        Target target,
        Decision decision,
        IDecider decider
    )
    {
        Http = http;
        Operation = entry.Spec;
        Route = route;
        Caller = caller;
        Target = target;
        Decision = decision;
        _decider = decider;
    }

    /// <summary>The HTTP request and response; handlers need it rarely.</summary>
    public HttpContext Http { get; }

    /// <summary>The operation.</summary>
    public Operation Operation { get; }

    /// <summary>Who calls.</summary>
    public Caller Caller { get; }

    /// <summary>What the call is aimed at. <see cref="Target.Row"/> holds the row that the look-up has read.</summary>
    public Target Target { get; }

    /// <summary>The decision that let the call pass.</summary>
    public Decision Decision { get; }

    /// <summary>What the caller may see; lists filter by it.</summary>
    public VisibleScope Scope => Decision.Scope;

    /// <summary>The account of the path; 0 for paths without one.</summary>
    public long AccountId => Target.AccountId;

    /// <summary>The request's id.</summary>
    public string RequestId => Http.TraceIdentifier;

    /// <summary>The body and what its ids name; null for operations without a body.</summary>
    public CallArguments? Arguments { get; internal init; }

    /// <summary>Reads the body's fields and collects what is wrong with them.</summary>
    public BodyReader Body => _body ??= new BodyReader(Arguments?.Body ?? default, Arguments?.IsForm ?? false);

    /// <summary>Reads paging, order, filters and <c>include_related</c>, and collects what is wrong with them.</summary>
    public QueryReader Query => _query ??= new QueryReader(Http.Request.QueryString.Value ?? "", Operation, Service<WireSettings>());

    internal QueryReader? ReadQuery => _query;

    internal RouteMatch Route { get; }

    /// <summary>A number of the route.</summary>
    public long RouteLong(string name) => long.Parse(Route.Value(name), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A text of the route.</summary>
    public string RouteText(string name) => Route.Value(name);

    /// <summary>A service of the request.</summary>
    public T Service<T>()
        where T : notnull => Http.RequestServices.GetRequiredService<T>();

    /// <summary>Whether the caller may see a related thing: withheld from <c>include_related</c> otherwise.</summary>
    public bool MaySee(Capability capability, Permission permission, Target? at = null) =>
        _decider.MaySee(Caller, capability, permission, at ?? Target);

    /// <summary>What a field of the body names, as looked up before the decision; null where it is not there.</summary>
    public Target? Reference(string field)
    {
        foreach (var reference in Arguments?.References ?? [])
        {
            if (string.Equals(reference.Field, field, StringComparison.Ordinal))
            {
                return reference.Target;
            }
        }
        return null;
    }
}
