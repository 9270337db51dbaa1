using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Writes the record's sentences. Texts that a caller chose are cut.</summary>
internal static class Sentences
{
    private const int MaxName = 120;

    private static readonly ConcurrentDictionary<string, string[]> Templates = new(StringComparer.Ordinal);

    /// <summary>The sentence of an allowed act, from the operation's template.</summary>
    public static string Of(Operation operation, Caller caller, Target target, RouteMatch route, CallArguments arguments, bool isDeletion)
    {
        var sentence = isDeletion ? operation.DeletionSentence! : operation.Sentence;
        var parts = Templates.GetOrAdd(sentence, static t => t.Split('{', '}'));
        var text = new StringBuilder(128);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 0)
            {
                text.Append(parts[i]);
                continue;
            }
            text.Append(
                parts[i] switch
                {
                    "actor" => caller.Actor,
                    "target" => target.Describe(),
                    "name" => BodyName(arguments),
                    var value => Clean(route.Find(value) ?? ""),
                }
            );
        }
        return Clean(text.Append('.').ToString(), 600);
    }

    /// <summary>The sentence of a denied call.</summary>
    public static string Denied(Operation operation, Caller caller, Target? target, string message) =>
        Clean(
            $"{caller.Actor} was refused \"{operation.Summary}\"{(target is null ? "" : " on " + target.Describe())}: {Why(caller, message)}",
            600
        );

    /// <summary>The sentence of a call that was not understood or not authenticated.</summary>
    public static string Refused(Caller caller, string method, string path, string message) =>
        Clean($"{caller.Actor} was turned away at {method} {path}: {message}", 600);

    /// <summary>What the caller is told begins with who may not do what; the record's sentence has said that already.</summary>
    private static string Why(Caller caller, string message)
    {
        var who = caller.Actor + " may not ";
        return
            message.StartsWith(who, StringComparison.Ordinal)
            && message.IndexOf(": ", who.Length, StringComparison.Ordinal) is > 0 and var end
            ? message[(end + 2)..]
            : message;
    }

    /// <summary>What is too long is cut. Control characters stay: the record shows each as what it is.</summary>
    public static string Clean(string text, int max = MaxName) => text.Length > max ? text[..max] + "…" : text;

    private static string BodyName(CallArguments arguments) =>
        arguments.Source.Body is { ValueKind: JsonValueKind.Object } body
        && body.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
            ? Clean(name.GetString()!)
            : "";
}
