using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Compile;

/// <summary>The context of operations on constants: nothing can be looked up, and nothing large is made.</summary>
internal sealed class ConstantContext : CallContext
{
    private const int MaxLength = 1000;

    private ConstantContext() { }

    public static ConstantContext Instance { get; } = new();

    public override UndefinedBehavior Undefined => UndefinedBehavior.Default;

    public override bool Autoescape => false;

    public override Limits Limits => Limits.Default;

    public override Policies Policies => Policies.Default;

    public override CancellationToken Cancellation => CancellationToken.None;

    public override Random Random => throw Impossible();

    public override bool TryResolve(string name, out Value value) => throw Impossible();

    public override Value ApplyFilter(string name, Value input, Arguments arguments) => throw Impossible();

    public override bool ApplyTest(string name, Value input, Arguments arguments) => throw Impossible();

    public override bool HasFilter(string name) => false;

    public override bool HasTest(string name) => false;

    public override void Step(int count = 1) { }

    public override void Reserve(long length)
    {
        if (length > MaxLength)
        {
            throw Impossible();
        }
    }

    public override Value ReturnFromMacro(Value value) => throw Impossible();

    private static JinjaException Impossible() => new(JinjaErrorKind.TemplateRuntimeError, "not a constant");
}
