using System.Globalization;

namespace Headgate.Dbt.Adapters;

/// <summary>Reads the keys of a profile's output, with dbt's words for what is missing or of the wrong kind.</summary>
/// <param name="output">The output's keys with their rendered values.</param>
/// <param name="aliases">Other names of keys, each with the name that it stands for.</param>
internal sealed class OutputKeys(IReadOnlyDictionary<string, object?> output, Dictionary<string, string> aliases)
{
    /// <summary>Is the key there, be it without a value?</summary>
    public bool Has(string key) => output.ContainsKey(key) || aliases.Any(a => a.Value == key && output.ContainsKey(a.Key));

    /// <summary>A text, or null where the key has no value.</summary>
    /// <exception cref="CredentialsException">The value is no text.</exception>
    public string? Text(string key) =>
        Value(key) switch
        {
            null => null,
            string text => text,
            var other => throw Wrong(other, "string"),
        };

    /// <summary>A whole number in a span, or null where the key has no value.</summary>
    /// <exception cref="CredentialsException">The value is no whole number, or outside.</exception>
    public int? Whole(string key, int least = int.MinValue, int most = int.MaxValue)
    {
        long? number = Value(key) switch
        {
            null => null,
            long whole => whole,
            int whole => whole,
            var other => throw Wrong(other, "integer"),
        };
        return number is null ? null
            : number < least ? throw new CredentialsException($"{number} is less than the minimum of {least}")
            : number > most ? throw new CredentialsException($"{number} is greater than the maximum of {most}")
            : (int)number;
    }

    /// <summary>Yes or no, or null where the key has no value.</summary>
    /// <exception cref="CredentialsException">The value is neither.</exception>
    public bool? Flag(string key) =>
        Value(key) switch
        {
            null => null,
            bool flag => flag,
            var other => throw Wrong(other, "boolean"),
        };

    /// <summary>Asks for keys that must be there with a value.</summary>
    /// <exception cref="CredentialsException">One is missing.</exception>
    public void Require(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!Has(key))
            {
                throw new CredentialsException($"'{key}' is a required property");
            }
            if (Value(key) is null)
            {
                throw new CredentialsException($"None is not a value of the required property '{key}'");
            }
        }
    }

    private object? Value(string key)
    {
        var named = output.GetValueOrDefault(key);
        foreach (var alias in aliases.Where(a => a.Value == key && output.ContainsKey(a.Key)))
        {
            if (output.ContainsKey(key))
            {
                throw new CredentialsException($"Got duplicate keys: ({alias.Key}) all map to \"{key}\"");
            }
            named = output[alias.Key];
        }
        return named;
    }

    private static CredentialsException Wrong(object value, string wanted)
    {
        var shown = value switch
        {
            string text => $"'{text}'",
            true => "True",
            false => "False",
            System.Collections.IEnumerable => "a list or mapping",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
        return new($"{shown} is not of type '{wanted}'");
    }
}
