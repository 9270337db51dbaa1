using System.Text.Json;
using Headgate.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Wire;

/// <summary>One call on its way, as an operation sees it: who calls, what, at what. It knows no protocol.</summary>
public sealed class CallContext
{
    private readonly IDecider _decider;
    private readonly IServiceProvider _services;
    private IReadOnlyList<string>? _related;

    internal CallContext(Operation operation, Caller caller, Target target, Decision decision, IDecider decider, IServiceProvider services)
    {
        Operation = operation;
        Caller = caller;
        Target = target;
        Decision = decision;
        _decider = decider;
        _services = services;
    }

    /// <summary>The operation.</summary>
    public Operation Operation { get; }

    /// <summary>Who calls.</summary>
    public Caller Caller { get; }

    /// <summary>
    /// What the call is aimed at, as it was when the call was decided. <see cref="Target.Row"/> holds the row that the look-up has read; it is shared between calls
    /// and must not be changed.
    /// </summary>
    public Target Target { get; }

    /// <summary>The decision that let the call pass.</summary>
    public Decision Decision { get; }

    /// <summary>What the caller may see; lists filter by it.</summary>
    public VisibleScope Scope => Decision.Scope;

    /// <summary>The commit of the branch that the call names, where a person agreed to exactly that; null where nobody was asked.</summary>
    public string? AgreedCommit { get; internal init; }

    /// <summary>What a run that the call starts is held against before it does anything, kept with the run; null for nothing.</summary>
    public string? RunTerms { get; internal init; }

    /// <summary>The request's id, as the record has it.</summary>
    public string RequestId { get; internal init; } = "";

    /// <summary>The account of the call.</summary>
    public long AccountId => Target.AccountId;

    /// <summary>Whether this is an update whose body's <c>state</c> is 2, which deletes the thing; its other fields are not read then.</summary>
    public bool IsDeletion { get; internal init; }

    /// <summary>Most records that one page may have; null for no limit.</summary>
    public int? PageLimit { get; internal init; }

    /// <summary>Where fields are read from.</summary>
    public FieldSource Source => Arguments.Source;

    internal RouteMatch Route { get; init; }

    /// <summary>The address of the caller's socket; null where the door knows none.</summary>
    public string? Address { get; internal init; }

    internal IServiceProvider AllServices => _services;

    internal CallArguments Arguments { get; init; } = CallArguments.None;

    /// <summary>A number of the path.</summary>
    public long RouteLong(string name) => long.Parse(Route.Value(name), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A text of the path.</summary>
    public string RouteText(string name) => Route.Value(name);

    /// <summary>A service of the call.</summary>
    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>All services of a kind.</summary>
    public IEnumerable<T> Services<T>()
        where T : notnull => _services.GetServices<T>();

    /// <summary>Whether a related thing was asked for. Whether the caller may see it is asked for each one: <see cref="MaySee(Include, Target)"/>.</summary>
    public bool Wants(Include include)
    {
        if (!Operation.Includes.Contains(include))
        {
            throw new InvalidOperationException($"{Operation.Id} does not declare that it includes \"{include.Name}\".");
        }
        return (_related ??= IncludeField.Read(Source, new FieldProblems())).Contains(include.Name, StringComparer.Ordinal);
    }

    /// <summary>Whether the caller may see a related thing at its own place, as if it were asked for by itself.</summary>
    public bool MaySee(Include include, Target at) =>
        include.Capability is not { } capability || _decider.MaySee(Caller, capability, include.Permission, at);

    /// <summary>
    /// Decides the call again, at what its target has become: for operations that find, in their transaction, that it has moved since the decision.
    /// </summary>
    public bool IsAllowedAt(Target now) =>
        _decider.Decide(new CallFacts(Caller, Operation, now, Arguments) { Address = Address }).IsAllowed;

    /// <summary>Whether the caller could do another operation at some place.</summary>
    public bool MayAnywhere(Operation other) =>
        _decider.Decide(new CallFacts(Caller, other, Target.OfAccount(AccountId), null, Anywhere: true)).IsAllowed;

    /// <summary>
    /// Decides another operation at a place, with the body that it would be called with where that matters: what an act leads to, and what it repeats, needs its own right.
    /// </summary>
    public Decision DecideAlso(Operation other, Target at, JsonElement? body = null)
    {
        var decision = _decider.Decide(
            new CallFacts(Caller, other, at, body is { } sent ? new CallArguments(new FieldSource(sent), []) : null) { Address = Address }
        );
        // A budget or a person's yes is asked for where the act itself is called, never on the way of another.
        return decision.Terms is { } terms && !terms.Equals(Decision.Terms)
                ? Decision.Deny(
                    Reason.ApprovalNeeded,
                    $"This would also {other.Summary.TrimEnd('.').ToLowerInvariant()}, which is granted {terms.Describe()}: call that by itself."
                )
            // The answer is masked as the call's own grant says, and tells no more than the other's would.
            : decision.Masked.All(Decision.Masked.Contains) ? decision
            : Decision.Deny(
                Reason.ArgumentNotGranted,
                $"This would also tell what is granted with {string.Join(", ", decision.Masked)} masked: call that by itself."
            );
    }

    /// <summary>What a field of the body names, as looked up before the decision; null where it is absent or names nothing.</summary>
    /// <param name="field">The field; nested ones with dots.</param>
    public Target? Reference(string field)
    {
        foreach (var reference in Arguments.References)
        {
            if (string.Equals(reference.Field, field, StringComparison.Ordinal))
            {
                return reference.Target;
            }
        }
        return null;
    }

    /// <summary>The operation's success, with one thing.</summary>
    public Answer Ok<T>(T data) => Answer.Of(Operation.Answers, data);

    /// <summary>The operation's success, with one page of a list.</summary>
    public Answer Page<T>(IReadOnlyList<T> items, long total, PageEcho echo) => Answer.Page(Operation.Answers, items, total, echo);

    internal Input<T> Read<T>(Fields<T> fields) =>
        // A deletion says nothing else of the thing; what stands beside it is neither read nor missed.
        IsDeletion ? fields.Unread() : fields.Read(Source, new FieldProblems());
}
