namespace Headgate.Jinja.Options;

/// <summary>Tags that Jinja ships as extensions; an environment has those it is given.</summary>
[Flags]
public enum JinjaTags
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><c>{% do expression %}</c> (jinja2.ext.do).</summary>
    Do = 1,

    /// <summary><c>{% break %}</c> and <c>{% continue %}</c> (jinja2.ext.loopcontrols).</summary>
    LoopControls = 2,

    /// <summary>All of them.</summary>
    All = Do | LoopControls,
}
