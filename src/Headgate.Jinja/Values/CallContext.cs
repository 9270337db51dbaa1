using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;

namespace Headgate.Jinja.Values;

/// <summary>The rendering that calls a function, filter or test: its environment, variables and limits.</summary>
public abstract class CallContext
{
    /// <summary>How missing variables, attributes and items behave.</summary>
    public abstract UndefinedBehavior Undefined { get; }

    /// <summary>Whether output is being escaped for HTML here.</summary>
    public abstract bool Autoescape { get; }

    /// <summary>What the rendering may use.</summary>
    public abstract Limits Limits { get; }

    /// <summary>Settings of built-in filters.</summary>
    public abstract Policies Policies { get; }

    /// <summary>Ends the rendering early.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>Where the filter <c>random</c> and the function <c>lipsum</c> take chance from; seeded by the environment's options.</summary>
    public abstract Random Random { get; }

    /// <summary>What separates lines that filters insert, from the environment's options.</summary>
    public virtual string NewlineSequence => "\n";

    /// <summary>Looks up a variable as the template sees it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when there is none.</returns>
    public abstract bool TryResolve(string name, out Value value);

    /// <summary>Applies a filter by name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">The input.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it gives.</returns>
    /// <exception cref="JinjaException">TemplateRuntimeError when there is no such filter.</exception>
    public abstract Value ApplyFilter(string name, Value input, Arguments arguments);

    /// <summary>Applies a test by name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">The input.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Whether it holds.</returns>
    /// <exception cref="JinjaException">TemplateRuntimeError when there is no such test.</exception>
    public abstract bool ApplyTest(string name, Value input, Arguments arguments);

    /// <summary>Whether a filter of that name is registered.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is.</returns>
    public abstract bool HasFilter(string name);

    /// <summary>Whether a test of that name is registered.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is.</returns>
    public abstract bool HasTest(string name);

    /// <summary>Counts steps; call it once per element when walking over data.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="JinjaException">LimitExceeded when the rendering has used up its steps.</exception>
    public abstract void Step(int count = 1);

    /// <summary>Asks for room before a text or list of a given size is built.</summary>
    /// <param name="length">Characters or elements.</param>
    /// <exception cref="JinjaException">LimitExceeded when it is too large.</exception>
    public abstract void Reserve(long length);

    /// <summary>Ends the running macro with a value instead of its text.</summary>
    /// <param name="value">What the call of the macro gives.</param>
    /// <returns>Does not return.</returns>
    public abstract Value ReturnFromMacro(Value value);

    /// <summary>Calls a value.</summary>
    /// <param name="callee">A function, macro, class or callable object.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <returns>What it gives.</returns>
    public Value Call(Value callee, Arguments arguments) => Operators.Call(this, callee, arguments);

    /// <summary>The undefined value of a variable that does not exist.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value.</returns>
    public Value MakeUndefined(string name) => Value.FromUndefined(new UndefinedInfo { Behavior = Undefined, Key = Value.From(name) });

    /// <summary>An undefined value with a message of its own.</summary>
    /// <param name="hint">The message.</param>
    /// <returns>The value.</returns>
    public Value MakeUndefinedWithHint(string hint) => Value.FromUndefined(new UndefinedInfo { Behavior = Undefined, Hint = hint });

    /// <summary>The undefined value of an attribute or item that does not exist.</summary>
    /// <param name="owner">What has no such attribute or item.</param>
    /// <param name="key">Name of the attribute or key of the item.</param>
    /// <returns>The value.</returns>
    public Value MakeUndefined(in Value owner, in Value key) =>
        Value.FromUndefined(
            new UndefinedInfo
            {
                Behavior = Undefined,
                Owner = owner,
                Key = key,
            }
        );
}
