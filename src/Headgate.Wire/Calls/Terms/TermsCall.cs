using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>A call that was allowed under terms.</summary>
/// <param name="RequestId">The request's id.</param>
/// <param name="Caller">Who.</param>
/// <param name="Operation">What.</param>
/// <param name="Target">At what.</param>
/// <param name="Arguments">With what.</param>
/// <param name="Route">The values of its address.</param>
/// <param name="Terms">What has to be taken; null for nothing, of a call that is only asked about.</param>
/// <param name="Decision">The yes that it has.</param>
public sealed record TermsCall(
    string RequestId,
    Caller Caller,
    Operation Operation,
    Target Target,
    CallArguments Arguments,
    RouteMatch Route,
    ICallTerms? Terms,
    Decision Decision
);
