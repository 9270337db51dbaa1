using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Headgate.Mcp.Foreign.Transport;
using Headgate.Mcp.Results;
using Headgate.Wire;
using ModelContextProtocol;

namespace Headgate.Mcp.Foreign;

/// <summary>Turns what went wrong with a foreign server into a sentence. Of what the server itself says only the text of an error of JSON-RPC is repeated, cut and masked.</summary>
internal static class ForeignFaults
{
    private const int Longest = 300;

    /// <summary>The sentence and its status.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="server">The server.</param>
    /// <param name="limit">The time that it had, where that is over; null where it is not.</param>
    /// <param name="isTooLarge">Whether it sent more than it may.</param>
    public static ForeignFault Of(Exception error, ForeignEndpoint server, TimeSpan? limit, bool isTooLarge)
    {
        var name = $"The foreign server \"{server.Name}\"";
        return error switch
        {
            ForeignFault fault => fault,
            _ when isTooLarge || Find<TooMuchException>(error) is not null => new ForeignFault(
                $"{name} sent more than an answer may have. Ask its tool for less.",
                HttpStatusCode.RequestEntityTooLarge
            ),
            _ when limit is { } time => new ForeignFault(
                $"{name} did not answer within {time.TotalSeconds:0.#} seconds. What it began may be done.",
                HttpStatusCode.GatewayTimeout
            ),
            _ when Find<OutboundFault>(error) is { } blocked => new ForeignFault($"{name} is not reached: {blocked.Message}"),
            _ when Find<Win32Exception>(error) is not (null or SocketException) => new ForeignFault(
                $"{name} cannot be started: its program does not run."
            ),
            McpProtocolException refused => new ForeignFault(
                $"{name} answered with an error ({(int)refused.ErrorCode}): {Quoted(refused.Message, server)}"
            ),
            HttpRequestException { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest } => new ForeignFault(
                $"{name} answered with a redirect, which is not followed: give it the address that it redirects to."
            ),
            HttpRequestException { StatusCode: { } status } => new ForeignFault(
                $"{name} answered with the status {(int)status} of HTTP{(status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? ": it does not accept the headers that it was given" : "")}."
            ),
            JsonException => new ForeignFault($"{name} answered with something that is not MCP."),
            _ => new ForeignFault($"{name} cannot be reached, or broke off before it had answered."),
        };
    }

    private static string Quoted(string text, ForeignEndpoint server)
    {
        var masked = ShownText.Of(SecretTexts.Of(server).Mask(text)).ReplaceLineEndings(" ");
        return masked.Length > Longest ? masked[..Longest] + "…" : masked;
    }

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }
        }
        return null;
    }
}
