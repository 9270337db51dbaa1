namespace Headgate.Jinja.Values.Collections;

/// <summary>What a view of a dict shows.</summary>
internal enum DictViewKind
{
    Keys,
    Values,
    Items,
}
