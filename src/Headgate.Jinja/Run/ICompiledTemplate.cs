namespace Headgate.Jinja.Run;

/// <summary>A template that templates can be given as a value, to include, import or extend it.</summary>
internal interface ICompiledTemplate
{
    /// <summary>What runs.</summary>
    TemplateCode Code { get; }
}
