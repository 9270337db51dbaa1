using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What every operation's class declares.</summary>
public interface IDeclaredOperation
{
    /// <summary>The catalogue entry.</summary>
    static abstract Operation Spec { get; }

    /// <summary>The same operation under other addresses, such as the v2 twin of a v3 operation: see <see cref="Operation.At"/>.</summary>
    static virtual IReadOnlyList<Operation> Twins => [];
}
