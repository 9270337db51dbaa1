using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;

namespace Headgate.WebConsole.Calls;

/// <summary>
/// What takes a saved change of an agent back, as a text in the address of the page that says "saved". Only this server can have written it, and only for an hour: a link of
/// somebody else's, which would call itself undoing and be doing, is none.
/// </summary>
public sealed class Undo(IDataProtectionProvider protection)
{
    /// <summary>A longer one does not fit into an address; then nothing is offered.</summary>
    private const int Longest = 6000;

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ITimeLimitedDataProtector _protector = protection
        .CreateProtector("headgate.console.undo")
        .ToTimeLimitedDataProtector();

    /// <summary>The text for calls of <c>gate.grants.put</c> that make it as it was; null where it is too long.</summary>
    public string? Write(JsonArray calls)
    {
        var text = _protector.Protect(calls.ToJsonString(), Life);
        return text.Length <= Longest ? text : null;
    }

    /// <summary>The calls; null where the text is none of this server's, or too old.</summary>
    public JsonArray? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }
        try
        {
            return JsonNode.Parse(_protector.Unprotect(text)) as JsonArray;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
