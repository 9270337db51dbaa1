using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>What conditions are judged by.</summary>
/// <param name="Operation">What is called.</param>
/// <param name="Source">What was sent; null where it is not read yet.</param>
/// <param name="Address">Where the call comes from; null where nobody knows.</param>
/// <param name="Now">When.</param>
internal readonly record struct ConditionFacts(Operation Operation, FieldSource? Source, string? Address, DateTimeOffset Now);
