using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values;

/// <summary>What an undefined value stands for, from which its messages are made.</summary>
public sealed class UndefinedInfo
{
    internal static readonly UndefinedInfo Anonymous = new();

    /// <summary>How it behaves when used.</summary>
    public UndefinedBehavior Behavior { get; init; }

    /// <summary>Name of the variable or attribute, or the key of the item; undefined when there is none.</summary>
    public Value Key { get; init; }

    /// <summary>What has no such attribute or item; default when a variable is missing.</summary>
    public Value Owner { get; init; }

    /// <summary>A message of its own instead of the usual wording.</summary>
    public string? Hint { get; init; }

    /// <summary>Kind of the error raised on use.</summary>
    public JinjaErrorKind Error { get; init; } = JinjaErrorKind.UndefinedError;

    /// <summary>The wording that Jinja gives to the error.</summary>
    public string Message
    {
        get
        {
            if (Hint is not null)
            {
                return Hint;
            }
            if (Owner.IsMissing)
            {
                return Key.IsMissing ? "None is undefined" : $"{Key.Repr()} is undefined";
            }
            var owner = TypeNames.ForMessage(Owner);
            return Key.IsString ? $"{PythonText.ReprOf(owner)} has no attribute {Key.Repr()}" : $"{owner} has no element {Key.Repr()}";
        }
    }
}
