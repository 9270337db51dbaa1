using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Headgate.Gate.Policies;

/// <summary>
/// Reads the part of YAML that says one thing only: maps, lists and values. Anchors, aliases, merges, tags, a name that stands twice and a second document are refused with their
/// line, as each of them could widen what a reader takes the file to say. No other file or address is opened.
/// </summary>
internal static class PolicyYaml
{
    private const int Largest = 1_000_000;
    private const int Deepest = 20;

    /// <summary>The file's value; null with the first fault.</summary>
    public static (PolicyNode? Root, PolicyFault? Fault) Read(string text)
    {
        if (text.Length > Largest)
        {
            return (null, new PolicyFault(1, "A policy file has at most a million characters."));
        }
        try
        {
            var parser = new Parser(new StringReader(text.TrimStart('\uFEFF')));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return (null, Nothing);
            }
            var root = Node(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Current is DocumentStart second)
            {
                return (null, new PolicyFault(Line(second), "A policy file is one document; a second one begins here."));
            }
            return root is PolicyScalar { Text.Length: 0 } ? (null, Nothing) : (root, null);
        }
        catch (PolicyFaultException fault)
        {
            return (null, fault.Fault);
        }
        catch (YamlException broken)
        {
            // The parser's own words could repeat what stands in the file.
            return (
                null,
                new PolicyFault(
                    Math.Clamp((int)broken.Start.Line, 1, text.Count(c => c == '\n') + 1),
                    "This is no YAML: look at indentation, quotes and colons around here."
                )
            );
        }
    }

    private static PolicyFault Nothing =>
        new(1, "The file says nothing. Agents are removed one by one with 'headgate agent delete', never by an empty policy.");

    private static PolicyNode Node(IParser parser, int depth)
    {
        var at = parser.Current ?? throw new PolicyFaultException(Nothing);
        var line = Line(at);
        if (depth > Deepest)
        {
            throw new PolicyFaultException(new(line, $"Nested deeper than {Deepest} levels."));
        }
        if (at is AnchorAlias || at is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new PolicyFaultException(new(line, "Anchors and aliases are not read in a policy: write it out, or use a role."));
        }
        if (at is NodeEvent { Tag.IsEmpty: false })
        {
            throw new PolicyFaultException(new(line, "Tags (!…) are not read in a policy: no other file or type is reached from here."));
        }
        switch (at)
        {
            case Scalar scalar:
                parser.MoveNext();
                return new PolicyScalar(line, scalar.Value, scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted);
            case SequenceStart:
                return List(parser, line, depth);
            case MappingStart:
                return Map(parser, line, depth);
            default:
                throw new PolicyFaultException(new(line, "A value is missing here."));
        }
    }

    private static PolicyList List(IParser parser, int line, int depth)
    {
        parser.MoveNext();
        var items = new List<PolicyNode>();
        while (parser.Current is not SequenceEnd)
        {
            items.Add(Node(parser, depth + 1));
        }
        parser.MoveNext();
        return new PolicyList(line, items);
    }

    private static PolicyMap Map(IParser parser, int line, int depth)
    {
        parser.MoveNext();
        var entries = new List<(string Name, int Line, PolicyNode Value)>();
        while (parser.Current is not MappingEnd)
        {
            if (Node(parser, depth + 1) is not PolicyScalar { Text: var name } key)
            {
                throw new PolicyFaultException(new(line, "A name is a plain word here, not a list or a map."));
            }
            if (name == "<<")
            {
                throw new PolicyFaultException(new(key.Line, "Merges (<<) are not read in a policy: write it out, or use a role."));
            }
            var same = entries.Find(e => PolicyNames.Same(e.Name, name));
            if (same.Name is not null)
            {
                throw new PolicyFaultException(
                    new(
                        key.Line,
                        $"{PolicyNames.Quote(name)} stands here and in line {same.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}: which of them counts is not guessed."
                    )
                );
            }
            entries.Add((name, key.Line, Node(parser, depth + 1)));
        }
        parser.MoveNext();
        return new PolicyMap(line, entries);
    }

    private static int Line(ParsingEvent at) => (int)at.Start.Line;

    private sealed class PolicyFaultException(PolicyFault fault) : Exception
    {
        public PolicyFault Fault => fault;
    }
}
