using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>Why a condition does not hold.</summary>
/// <param name="Reason">The reason's code.</param>
/// <param name="Text">In words, as the end of a sentence.</param>
/// <param name="Field">The field at fault; null for none.</param>
internal sealed record ConditionFault(Reason Reason, string Text, string? Field = null);
