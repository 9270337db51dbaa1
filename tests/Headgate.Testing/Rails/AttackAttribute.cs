using Xunit.v3;

namespace Headgate.Testing;

/// <summary>
/// The case of the threat model that a test plays, such as <c>BODY-30</c>. The method's name says what must be seen;
/// <c>eng/attack-coverage.sh</c> counts the ids, and <c>./test BODY-30</c> runs them.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AttackAttribute(string id) : Attribute, ITraitAttribute
{
    /// <summary>The case's id.</summary>
    public string Id { get; } = id;

    /// <summary>What the test leaves out of the case; it is then run with the others, but the case does not count as covered.</summary>
    public string? Lacks { get; init; }

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
        Lacks is null ? [new("Attack", Id)] : [new("Attack", Id), new("Lacks", Lacks)];
}
