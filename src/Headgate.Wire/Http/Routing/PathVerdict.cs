using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>A request target after the path rules.</summary>
/// <param name="Path">The decoded path, without query string; empty where it was refused.</param>
/// <param name="Refusal">Null where the rules let it pass.</param>
internal readonly record struct PathVerdict(string Path, Reason? Refusal);
