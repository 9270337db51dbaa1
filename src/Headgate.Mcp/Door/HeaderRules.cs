using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Headgate.Mcp.Door;

/// <summary>
/// Whether the headers say what the body says. Programs between client and server may act on the headers; the decision is on the body, so that one that differs is refused
/// (MCP 2026-07-28, "Streamable HTTP"; for older revisions a header that is sent counts as much).
/// </summary>
internal static class HeaderRules
{
    private const string Version = "MCP-Protocol-Version";
    private const string Method = "Mcp-Method";
    private const string Name = "Mcp-Name";
    private const string Argument = "Mcp-Param-";

    /// <summary>Whether a request is of the revision without sessions: its header or its body says so.</summary>
    public static bool IsStateless(IHeaderDictionary headers, RpcMessage message) =>
        message.Version is not null || headers[Version].Contains(ProtocolVersions.Stateless);

    /// <summary>The first thing that does not fit; null where all does.</summary>
    public static RpcFault? Check(IHeaderDictionary headers, RpcMessage message)
    {
        var isStateless = IsStateless(headers, message);
        return CheckVersion(headers[Version], message, isStateless)
            ?? Check(Method, headers[Method], message.Method, isStateless, message.Id)
            ?? Check(Name, headers[Name], message.Name, isStateless, message.Id)
            ?? CheckArguments(headers, message);
    }

    private static RpcFault? CheckVersion(StringValues header, RpcMessage message, bool isStateless)
    {
        var opens = message.Method == "initialize" && !isStateless;
        if (header.Count > 1 || (header.Count == 0 && !opens))
        {
            return Differs(message.Id, $"Send the header {Version} once: one of {string.Join(", ", ProtocolVersions.All)}.");
        }
        if (isStateless && message.Version is { } said && !string.Equals(header[0], said, StringComparison.Ordinal))
        {
            return Differs(message.Id, $"The header {Version} says \"{header[0]}\", the body's _meta \"{said}\".");
        }
        var asked = header.Count == 1 ? header[0]!.Trim() : message.Text("protocolVersion");
        if (asked is null || !ProtocolVersions.All.Contains(asked))
        {
            return new RpcFault(Reason.Protocol, RpcFault.UnsupportedVersion, $"The protocol version \"{asked}\" is not served here.")
            {
                Id = message.Id,
                Data = new JsonObject { ["supported"] = new JsonArray(ProtocolVersions.Stateless), ["requested"] = asked },
            };
        }
        return null;
    }

    private static RpcFault? Check(string header, StringValues values, string? body, bool isNeeded, JsonElement id)
    {
        if (values.Count == 0)
        {
            return isNeeded && body is not null ? Differs(id, $"The header {header} is missing; the body says \"{body}\".") : null;
        }
        if (values.Count > 1)
        {
            return Differs(id, $"The header {header} stands more than once.");
        }
        return Decode(values[0]!) is { } text && string.Equals(text, body, StringComparison.Ordinal)
            ? null
            : Differs(id, $"The header {header} says \"{values[0]}\", the body \"{body}\".");
    }

    /// <summary>Arguments that are repeated in headers. No tool here asks for that; one that is sent all the same must be true.</summary>
    private static RpcFault? CheckArguments(IHeaderDictionary headers, RpcMessage message)
    {
        foreach (var (name, values) in headers)
        {
            if (!name.StartsWith(Argument, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            var argument = name[Argument.Length..].Replace('-', '_').ToLowerInvariant();
            var sent =
                message.Parameters.ValueKind == JsonValueKind.Object
                && message.Parameters.TryGetProperty("arguments", out var all)
                && all.ValueKind == JsonValueKind.Object
                && all.TryGetProperty(argument, out var value)
                    ? value
                    : default;
            if (values.Count != 1 || Decode(values[0]!) is not { } text || !IsEqual(sent, text))
            {
                return Differs(message.Id, $"The header {name} says \"{values}\", the body's argument {argument} \"{sent}\".");
            }
        }
        return null;
    }

    private static bool IsEqual(JsonElement value, string text) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.ValueEquals(text),
            JsonValueKind.Number => value.TryGetDecimal(out var number)
                && decimal.TryParse(
                    text,
                    System.Globalization.NumberStyles.Number,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var said
                )
                && number == said,
            JsonValueKind.True => text == "true",
            JsonValueKind.False => text == "false",
            _ => false,
        };

    /// <summary>The text of a value: as it is, or from <c>=?base64?…?=</c>; null where that is ill-formed.</summary>
    private static string? Decode(string value)
    {
        const string Opening = "=?base64?";
        const string Closing = "?=";
        var text = value.Trim(' ', '\t');
        if (!text.StartsWith(Opening, StringComparison.Ordinal))
        {
            return text;
        }
        var bytes = new byte[text.Length];
        return
            text.Length >= Opening.Length + Closing.Length
            && text.EndsWith(Closing, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Opening.Length..^Closing.Length], bytes, out var written)
            ? Encoding.UTF8.GetString(bytes, 0, written)
            : null;
    }

    private static RpcFault Differs(JsonElement id, string message) =>
        new(Reason.HeaderMismatch, RpcFault.HeaderMismatch, message) { Id = id };
}
