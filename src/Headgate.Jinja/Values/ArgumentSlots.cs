using System.Runtime.CompilerServices;

namespace Headgate.Jinja.Values;

/// <summary>Room on the stack for the arguments that a <see cref="Signature"/> binds.</summary>
[InlineArray(8)]
internal struct ArgumentSlots
{
    private Value _first;
}
