using System.Globalization;
using System.Runtime.CompilerServices;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Headgate.Dbt.Project.Yaml;

/// <summary>Builds plain data from YAML events.</summary>
internal sealed class YamlReader(string text)
{
    private const int DeepestNesting = 200;

    private readonly Parser _events = new(new Scanner(new StringReader(text), skipComments: true));
    private readonly Dictionary<AnchorName, object?> _anchors = [];
    private readonly ConditionalWeakTable<object, object> _lines = [];
    private readonly List<DuplicateKey> _duplicates = [];
    private readonly Stack<ParsingEvent> _open = [];

    public YamlDocument Read()
    {
        try
        {
            _events.Consume<StreamStart>();
            if (_events.Accept<StreamEnd>(out _))
                return new YamlDocument(null, [], _lines);
            _events.Consume<DocumentStart>();
            var root = ReadNode();
            _events.Consume<DocumentEnd>();
            if (_events.Accept<DocumentStart>(out var second))
                throw new YamlException(second.Start, second.End, "expected a single document in the stream, but found another document");
            return new YamlDocument(root, _duplicates, _lines);
        }
        catch (YamlException exception)
        {
            throw YamlErrorText.From(exception, text, _open);
        }
    }

    private object? ReadNode()
    {
        switch (_events.Current)
        {
            case AnchorAlias alias:
                _events.MoveNext();
                return _anchors.TryGetValue(alias.Value, out var target)
                    ? target
                    : throw new YamlException(alias.Start, alias.End, $"found undefined alias '{alias.Value}'");
            case Scalar scalar:
                _events.MoveNext();
                return Remember(scalar.Anchor, YamlScalars.Resolve(scalar));
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
        Enter(start);
        var list = new List<object?>();
        Place(list, start);
        Remember(start.Anchor, list);
        while (!_events.TryConsume<SequenceEnd>(out _))
            list.Add(ReadNode());
        _open.Pop();
        return list;
    }

    private OrderedDictionary<string, object?> ReadMapping()
    {
        var start = _events.Consume<MappingStart>();
        Enter(start);
        var map = new OrderedDictionary<string, object?>();
        Place(map, start);
        Remember(start.Anchor, map);
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

        _open.Pop();
        if (merges is not null)
            foreach (var merge in merges)
                Merge(map, merge);
        return map;
    }

    /// <summary>What a merge key adds: keys that the map does not have itself; in a list the first map wins.</summary>
    private static void Merge(OrderedDictionary<string, object?> map, object? merge)
    {
        var sources = merge as List<object?> ?? [merge];
        var place = 0;
        foreach (var source in sources.OfType<OrderedDictionary<string, object?>>())
        foreach (var (key, value) in source)
            if (!map.ContainsKey(key))
                map.Insert(place++, key, value);
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

    private object? Remember(AnchorName anchor, object? value)
    {
        if (!anchor.IsEmpty)
            _anchors[anchor] = value;
        return value;
    }

    private void Place(object value, ParsingEvent start) => _lines.Add(value, (int)start.Start.Line);

    private void Enter(ParsingEvent start)
    {
        _open.Push(start);
        if (_open.Count > DeepestNesting)
            throw new YamlException(start.Start, start.End, $"nested deeper than {DeepestNesting} levels");
    }
}
