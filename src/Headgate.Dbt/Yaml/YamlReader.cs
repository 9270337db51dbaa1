using System.Globalization;
using System.Runtime.CompilerServices;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Headgate.Dbt.Yaml;

/// <summary>Builds plain data from YAML events.</summary>
internal sealed class YamlReader(string text)
{
    private const int DeepestNesting = 200;
    private const long LargestDocument = 2_000_000;

    private readonly Parser _events = new(new Scanner(new StringReader(text), skipComments: true));
    private readonly Dictionary<AnchorName, AnchoredValue> _anchors = [];
    private readonly ConditionalWeakTable<object, object> _lines = [];
    private readonly List<DuplicateKey> _duplicates = [];
    private readonly Stack<ParsingEvent> _open = [];
    private long _size;
    private int _deepest;

    public YamlDocument Read()
    {
        try
        {
            _events.Consume<StreamStart>();
            if (_events.Accept<StreamEnd>(out _))
            {
                return new YamlDocument(null, [], _lines);
            }
            _events.Consume<DocumentStart>();
            var root = ReadNode();
            _events.Consume<DocumentEnd>();
            if (_events.Accept<DocumentStart>(out var second))
            {
                throw new YamlException(second.Start, second.End, "expected a single document in the stream, but found another document");
            }
            return new YamlDocument(root, _duplicates, _lines);
        }
        catch (YamlException exception)
        {
            throw YamlErrorText.From(exception, text, _open);
        }
        catch (Exception fault)
            when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // The scanner of the library gives up so on some texts that end in the middle of something.
            var at = _events.Current?.End ?? Mark.Empty;
            throw YamlErrorText.From(new YamlException(at, at, "found unexpected end of stream", fault), text, _open);
        }
    }

    private object? ReadNode()
    {
        switch (_events.Current)
        {
            case AnchorAlias alias:
                _events.MoveNext();
                return Repeat(alias);
            case Scalar scalar:
                _events.MoveNext();
                Count(scalar, size: 1, height: 0);
                var value = YamlScalars.Resolve(scalar);
                Remember(scalar.Anchor, value, size: 1, height: 0);
                return value;
            case SequenceStart:
                return ReadSequence();
            case MappingStart:
                return ReadMapping();
            default:
                throw new YamlException(_events.Current!.Start, _events.Current.End, "found unexpected content");
        }
    }

    private List<object?> ReadSequence()
    {
        var start = _events.Consume<SequenceStart>();
        var list = new List<object?>();
        var before = Enter(start, list);
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            list.Add(ReadNode());
        }
        Leave(start, list, before);
        return list;
    }

    private OrderedDictionary<string, object?> ReadMapping()
    {
        var start = _events.Consume<MappingStart>();
        var map = new OrderedDictionary<string, object?>();
        var before = Enter(start, map);
        List<object?>? merges = null;
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            var place = _events.Current!.Start;
            var isMerge = _events.Current is Scalar { Style: ScalarStyle.Plain, Value: "<<" };
            var key = KeyText(ReadNode(), place);
            var value = ReadNode();
            if (isMerge)
            {
                (merges ??= []).Add(value);
                continue;
            }

            if (!map.TryAdd(key, value))
            {
                _duplicates.Add(new DuplicateKey(key, (int)place.Line, (int)place.Column));
                map[key] = value;
            }
        }

        Leave(start, map, before);
        if (merges is not null)
        {
            foreach (var merge in merges)
            {
                Merge(map, merge);
            }
        }
        return map;
    }

    /// <summary>What a merge key adds: keys that the map does not have itself; in a list the first map wins.</summary>
    private static void Merge(OrderedDictionary<string, object?> map, object? merge)
    {
        var sources = merge as List<object?> ?? [merge];
        var place = 0;
        foreach (var source in sources.OfType<OrderedDictionary<string, object?>>())
        {
            foreach (var (key, value) in source)
            {
                if (!map.ContainsKey(key))
                {
                    map.Insert(place++, key, value);
                }
            }
        }
    }

    private static string KeyText(object? key, Mark place) =>
        key switch
        {
            string text => text,
            null => "null",
            bool flag => flag ? "true" : "false",
            double number => Artifacts.PlainData.Number(number),
            List<object?> or OrderedDictionary<string, object?> => throw new YamlException(place, place, "found unhashable key"),
            _ => Convert.ToString(key, CultureInfo.InvariantCulture)!,
        };

    /// <summary>The value of an anchor. One that is still being read is not known yet: a value cannot contain itself.</summary>
    private object? Repeat(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var anchored))
        {
            throw new YamlException(alias.Start, alias.End, $"found undefined alias '{alias.Value}'");
        }
        Count(alias, anchored.Size, anchored.Height);
        return anchored.Value;
    }

    private void Remember(AnchorName anchor, object? value, long size, int height)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = new AnchoredValue(value, size, height);
        }
    }

    private (long Size, int Deepest) Enter(ParsingEvent start, object value)
    {
        _lines.Add(value, (int)start.Start.Line);
        _open.Push(start);
        var before = (_size, _deepest);
        _deepest = _open.Count;
        Count(start, size: 1, height: 0);
        return before;
    }

    private void Leave(NodeEvent start, object value, (long Size, int Deepest) before)
    {
        Remember(start.Anchor, value, _size - before.Size, _deepest - _open.Count + 1);
        _deepest = Math.Max(before.Deepest, _deepest);
        _open.Pop();
    }

    /// <summary>Counts what the document would be with every alias written out, since rendering copies it so.</summary>
    private void Count(ParsingEvent place, long size, int height)
    {
        _size += size;
        _deepest = Math.Max(_deepest, _open.Count + height);
        if (_deepest > DeepestNesting)
        {
            throw new YamlException(place.Start, place.End, $"nested deeper than {DeepestNesting} levels");
        }
        if (_size > LargestDocument)
        {
            throw new YamlException(place.Start, place.End, $"more than {LargestDocument} values with all aliases written out");
        }
    }

    private sealed record AnchoredValue(object? Value, long Size, int Height);
}
