using System.Diagnostics.CodeAnalysis;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run;

/// <summary>Ends a macro with a value where a return stands deep inside of an expression.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It is never seen outside of a rendering.")]
[SuppressMessage("Design", "CA1064", Justification = "It is never seen outside of a rendering.")]
internal sealed class MacroReturnSignal(Value value) : Exception
{
    public Value Value { get; } = value;
}
