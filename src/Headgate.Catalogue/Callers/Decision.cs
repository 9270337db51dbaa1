namespace Headgate.Catalogue;

/// <summary>What was decided about a call, and why.</summary>
/// <param name="Effect">Allow, deny or ask.</param>
/// <param name="Reason">The reason's code.</param>
/// <param name="Message">
/// For a refusal: one or two sentences for the caller, what was refused and what would allow it. For an allowed call: which grant or permission set allowed it.
/// </param>
public sealed record Decision(Effect Effect, Reason Reason, string Message)
{
    /// <summary>What the caller may see of a list; only for allowed calls.</summary>
    public VisibleScope Scope { get; init; } = VisibleScope.Everything;

    /// <summary>The grant that decided, by id or name; null where the lack of one did.</summary>
    public string? Grant { get; init; }

    /// <summary>What has to be waited for before an allowed call is done; null for nothing.</summary>
    public ICallTerms? Terms { get; init; }

    /// <summary>What of a project's metrics the grant is for; null for everything.</summary>
    public MetricBounds? Metrics { get; init; }

    /// <summary>Which of <see cref="ShownFacts"/> the grant withholds, for answers that can do without them.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    /// <summary>Fields whose values the answer does not tell (<see cref="MaskedFields"/>).</summary>
    public IReadOnlyList<string> Masked { get; init; } = [];

    /// <summary>The argument that was refused; null for none.</summary>
    public string? Argument { get; init; }

    /// <summary>The refusal that was let pass, as the caller is only observed; null for nothing.</summary>
    public Decision? Observed { get; init; }

    /// <summary>True where the call may go on.</summary>
    public bool IsAllowed => Effect == Effect.Allow;

    /// <summary>Allowed.</summary>
    public static Decision Allow(string message, VisibleScope? scope = null, string? grant = null) =>
        new(Effect.Allow, Reason.Granted, message) { Scope = scope ?? VisibleScope.Everything, Grant = grant };

    /// <summary>Denied.</summary>
    public static Decision Deny(Reason reason, string message) => new(Effect.Deny, reason, message);

    /// <summary>Held until a person agrees.</summary>
    public static Decision Ask(string message, string? grant = null) => new(Effect.Ask, Reason.Granted, message) { Grant = grant };
}
