using System.Buffers;
using System.Text.Json;

namespace Headgate.Platform.Runs.Logs;

/// <summary>Replaces secret values in text by five stars, as dbt does. Also finds a value in the form that JSON gives it.</summary>
internal sealed class Scrubber
{
    private const string Stars = "*****";

    /// <summary>One or two letters are no secret, and replacing them would make every log unreadable.</summary>
    private const int ShortestSecret = 3;

    private readonly string[] _secrets;
    private readonly SearchValues<string> _any;

    public Scrubber(IEnumerable<string> secrets)
    {
        _secrets = secrets
            .SelectMany(secret => secret.Split('\n', StringSplitOptions.RemoveEmptyEntries).Append(secret))
            .Select(secret => secret.Trim('\r'))
            .SelectMany(secret => new[] { secret, JsonEncodedText.Encode(secret).ToString() })
            .Where(secret => secret.Length >= ShortestSecret)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)
            .ToArray();
        _any = SearchValues.Create(_secrets, StringComparison.Ordinal);
    }

    /// <summary>True when there is nothing to look for.</summary>
    public bool IsEmpty => _secrets.Length == 0;

    /// <summary>The text without secrets.</summary>
    public string Clean(string text)
    {
        if (IsEmpty || !text.AsSpan().ContainsAny(_any))
        {
            return text;
        }
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Stars, StringComparison.Ordinal);
        }
        return text;
    }

    /// <summary>Whether a text has a secret in it.</summary>
    public bool Finds(string text) => !IsEmpty && text.AsSpan().ContainsAny(_any);
}
