using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run;

/// <summary><c>namespace(…)</c>: an object whose attributes a template can set, also from inside loops.</summary>
internal sealed class NamespaceObject : IJinjaObject, IDisposable
{
    private readonly JinjaDict _attributes = new();

    // The attribute that text was appended to last; its value in the dict may be behind.
    private string? _growingName;
    private TextBuffer? _growing;
    private int _grownLength;
    private bool _isBehind;

    public NamespaceObject(CallContext context, in Arguments arguments)
    {
        if (arguments.PositionalCount > 1)
        {
            throw PythonError.Type($"dict expected at most 1 argument, got {arguments.PositionalCount}");
        }
        if (arguments.PositionalCount == 1)
        {
            DictFill.From(context, _attributes, arguments[0]);
        }
        DictFill.FromKeywords(_attributes, arguments);
    }

    public string TypeName => "Namespace";

    public string QualifiedTypeName => "jinja2.utils.Namespace";

    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        CatchUp();
        return _attributes.TryGetValue(name, out value);
    }

    public bool TrySetAttribute(CallContext context, string name, in Value value)
    {
        CatchUp();
        _growingName = null;
        _attributes.Set(name, value);
        return true;
    }

    public string Repr()
    {
        CatchUp();
        return $"<Namespace {Value.From(_attributes).Repr()}>";
    }

    /// <summary>The text of an attribute, to append to; <see cref="Grown"/> makes what was appended part of it.</summary>
    /// <returns>Null where the attribute is no text.</returns>
    public TextBuffer? Growing(RenderState context, string name)
    {
        if (_growingName != name)
        {
            CatchUp();
            if (!_attributes.TryGetValue(name, out var value) || value.Reference is not string text)
            {
                return null;
            }
            if (_growing is null)
            {
                _growing = new TextBuffer(context.Limits.MaxValueLength);
                context.Owns(this);
            }
            _growing.Truncate(0);
            _growing.Append(text);
            _grownLength = text.Length;
            _growingName = name;
        }
        // What an append that failed has left.
        _growing!.Truncate(_grownLength);
        return _growing;
    }

    /// <summary>Takes what was appended.</summary>
    public void Grown()
    {
        _grownLength = _growing!.Length;
        _isBehind = true;
    }

    /// <summary>Ends the growing: the rendering is over, the namespace may stay.</summary>
    public void Dispose()
    {
        CatchUp();
        _growing?.Dispose();
        _growing = null;
        _growingName = null;
    }

    private void CatchUp()
    {
        if (_isBehind)
        {
            _isBehind = false;
            _attributes.Set(_growingName!, Value.From(_growing!.From(0)[.._grownLength].ToString()));
        }
    }
}
