using System.Runtime.InteropServices;
using System.Text.Json;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>What is known of fields, found by a field's name as it stands in an answer: no text is made of it.</summary>
/// <typeparam name="T">What is known.</typeparam>
internal sealed class FieldNames<T>
    where T : class
{
    private readonly Dictionary<string, T> _texts;
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<byte>> _bytes;

    public FieldNames(IEnumerable<KeyValuePair<string, T>> fields)
    {
        // Frozen dictionaries are not looked up by bytes.
        _texts = new Dictionary<string, T>(fields, FieldNameComparer.Instance);
        _bytes = _texts.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>What is known of a field; null for one that is unknown.</summary>
    public T? Of(JsonProperty field)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(field);
        // A name with an escape in it is taken for what it means.
        return name.Contains((byte)'\\') ? _texts.GetValueOrDefault(field.Name)
            : _bytes.TryGetValue(name, out var known) ? known
            : null;
    }
}
