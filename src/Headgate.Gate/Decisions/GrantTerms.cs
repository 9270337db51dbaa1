using Headgate.Catalogue;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Decisions;

/// <summary>What a grant asks of the store before a call that it allows is done: the models that a run may touch, a budget, what was done before, a person's yes.</summary>
/// <param name="Grant">The grant's id.</param>
/// <param name="Capability">What it is for.</param>
/// <param name="Models">The nodes that a run may touch; null for any.</param>
/// <param name="Budget">How much in a day; null for any amount.</param>
/// <param name="History">What the agent has to have done before; null for nothing.</param>
/// <param name="Approval">Whether a person agrees first; null for nobody.</param>
internal sealed record GrantTerms(
    long Grant,
    Capability Capability,
    ModelsCondition? Models,
    DailyBudget? Budget,
    HistoryCondition? History,
    ApprovalCondition? Approval
) : ICallTerms
{
    /// <inheritdoc/>
    public string Describe() =>
        string.Join(", ", new[] { Models?.Describe(), Budget?.Describe(), History?.Describe(), Approval?.Describe() }.OfType<string>());

    /// <summary>The terms of a grant; null where it asks for nothing.</summary>
    public static GrantTerms? Of(Grant grant) =>
        grant.Extras.When is { Models: null, Budget: null, History: null, Approval: null }
            ? null
            : new(
                grant.Id,
                grant.Capability,
                grant.Extras.When.Models,
                grant.Extras.When.Budget,
                grant.Extras.When.History,
                grant.Extras.When.Approval
            );
}
