using System.Collections;
using System.Reflection;
using System.Text;
using Headgate.Jinja.Run;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Tests.Printing;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Tests.Golden;

/// <summary>Writes executable nodes as indented text by looking into their fields.</summary>
internal sealed class CompiledForm
{
    // What nodes work out from their other fields when they are made.
    private static readonly HashSet<string> Derived =
    [
        "CallShape.constant",
        "CompareNode.constant",
        "BodyNode.only",
        "OutputNode.values",
        "OutputNode.tail",
        "AttributeNode.loopMember",
        "AttributeNode.isPlainKey",
        "AttributeNode.hash",
        "ForNode.condition",
        "ForNode.entry",
        "ForNode.body",
        "ForNode.targetSlot",
    ];

    private readonly StringBuilder _text = new();

    public static string Of(FunctionCode code)
    {
        var form = new CompiledForm();
        form.Write("function", code, 0);
        return form._text.ToString().TrimEnd('\n');
    }

    private void Line(int level, string text) => _text.Append(' ', level * 2).Append(text).Append('\n');

    private void Write(string label, object? value, int level)
    {
        switch (value)
        {
            case null or SourceText or FilterFunction or TestFunction or IReadOnlySet<string>:
                break;
            case string text:
                Line(level, $"{label}: {SourcePrinter.Quote(text)}");
                break;
            case Value content:
                Line(level, $"{label}: {content.Repr()}");
                break;
            case IEnumerable items:
                WriteItems(label, items, level);
                break;
            default:
                WriteObject(label, value, level);
                break;
        }
    }

    private void WriteItems(string label, IEnumerable items, int level)
    {
        var at = 0;
        foreach (var item in items)
        {
            Write($"{label}[{at++}]", item, level);
        }
    }

    private void WriteObject(string label, object value, int level)
    {
        var type = value.GetType();
        if (type.IsPrimitive || type.IsEnum)
        {
            Line(level, $"{label}: {value}");
            return;
        }
        Line(level, $"{label}: {type.Name}");
        for (var at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
        {
            foreach (
                var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            {
                var name = field.Name.Trim('_').TrimStart('<').Split('>')[0];
                // Where a node stands is checked by the errors.
                if (!name.Contains("osition", StringComparison.Ordinal) && !Derived.Contains($"{type.Name}.{name}"))
                {
                    Write(char.ToLowerInvariant(name[0]) + name[1..], field.GetValue(value), level + 1);
                }
            }
        }
    }
}
