using System.Text.Json.Serialization;
using Headgate.Metadata.Columns.Binding;

namespace Headgate.Metadata.Columns;

/// <summary>Generated serialisers of columns, as they are kept and as the binder's process is spoken to.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(QueryColumns))]
[JsonSerializable(typeof(BindRequest))]
internal sealed partial class ColumnsJson : JsonSerializerContext;
