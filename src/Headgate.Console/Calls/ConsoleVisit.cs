using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.WebConsole.Calls;

/// <summary>Whose page it is: what its calls are made with.</summary>
/// <param name="Origin">From where, and with which credential.</param>
/// <param name="Caller">Who it is.</param>
public sealed record ConsoleVisit(CallOrigin Origin, Caller Caller);
