using System.Text.Json;
using Headgate.Jinja.Options;

namespace Headgate.Jinja.Tests.Golden;

/// <summary>Options of a case, by the names of Jinja's Environment.</summary>
internal static class CaseOptions
{
    public static JinjaOptions Read(JsonElement head, string member = "options")
    {
        var options = new JinjaOptions();
        if (!head.TryGetProperty(member, out var given))
        {
            return options;
        }
        foreach (var option in given.EnumerateObject())
        {
            var value = option.Value;
            options = option.Name switch
            {
                "trim_blocks" => options with { TrimBlocks = value.GetBoolean() },
                "lstrip_blocks" => options with { LstripBlocks = value.GetBoolean() },
                "keep_trailing_newline" => options with { KeepTrailingNewline = value.GetBoolean() },
                "newline_sequence" => options with { NewlineSequence = value.GetString()! },
                "autoescape" => options with { Autoescape = value.GetBoolean() },
                "line_statement_prefix" => options with { LineStatementPrefix = value.GetString() },
                "line_comment_prefix" => options with { LineCommentPrefix = value.GetString() },
                "block_start_string" => options with { BlockStart = value.GetString()! },
                "block_end_string" => options with { BlockEnd = value.GetString()! },
                "variable_start_string" => options with { VariableStart = value.GetString()! },
                "variable_end_string" => options with { VariableEnd = value.GetString()! },
                "comment_start_string" => options with { CommentStart = value.GetString()! },
                "comment_end_string" => options with { CommentEnd = value.GetString()! },
                "undefined" => options with { Undefined = Enum.Parse<UndefinedBehavior>(value.GetString()!) },
                _ => throw new ArgumentException($"Unknown option {option.Name}."),
            };
        }
        return options;
    }
}
