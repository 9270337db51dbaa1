namespace Headgate.Jinja.Values.Time;

/// <summary>One of the classes of Python's datetime module: it is called to make an object, and has functions and constants of its own.</summary>
internal sealed class TimeClass(string name, JinjaFunction create, IReadOnlyDictionary<string, Value> members) : IJinjaObject
{
    public string TypeName => "type";

    public bool IsCallable => true;

    public Value Call(CallContext context, Arguments arguments) => create(context, arguments);

    public bool TryGetAttribute(CallContext context, string attribute, out Value value) => members.TryGetValue(attribute, out value);

    public string Repr() => $"<class 'datetime.{name}'>";
}
