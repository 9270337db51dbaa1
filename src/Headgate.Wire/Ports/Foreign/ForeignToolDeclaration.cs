using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>A foreign tool that agents may be granted, as it was reviewed.</summary>
/// <param name="Target">What a call of it is aimed at; its id is the tool's name here.</param>
/// <param name="Server">Name of its server.</param>
/// <param name="Definition">The definition, with the name that the server gives it: <c>name</c>, <c>description</c>, <c>inputSchema</c> …</param>
public sealed record ForeignToolDeclaration(Target Target, string Server, JsonElement Definition)
{
    /// <summary>Its name here.</summary>
    public string Name => Target.Id;
}
