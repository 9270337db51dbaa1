using System.Globalization;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>The names that dbt's driver gives to types, by their number: contracts are compared and reported in them.</summary>
internal static class PostgresTypeNames
{
    /// <summary>The name.</summary>
    public static string Of(uint oid) =>
        oid switch
        {
            16 => "BOOLEAN",
            17 => "BINARY",
            18 or 19 or 25 or 1042 or 1043 => "STRING",
            20 => "LONGINTEGER",
            21 or 23 => "INTEGER",
            26 => "ROWID",
            114 => "JSON",
            199 => "JSONARRAY",
            700 or 701 => "FLOAT",
            1000 => "BOOLEANARRAY",
            1001 => "BINARYARRAY",
            1002 or 1003 or 1009 or 1014 or 1015 => "STRINGARRAY",
            1005 or 1006 or 1007 => "INTEGERARRAY",
            1016 => "LONGINTEGERARRAY",
            1021 or 1022 => "FLOATARRAY",
            1028 or 1013 => "ROWIDARRAY",
            1082 => "DATE",
            1083 or 1266 => "TIME",
            1114 => "DATETIME",
            1115 => "DATETIMEARRAY",
            1182 => "DATEARRAY",
            1183 or 1270 => "TIMEARRAY",
            1184 => "DATETIMETZ",
            1185 => "DATETIMETZARRAY",
            1186 => "INTERVAL",
            1187 => "INTERVALARRAY",
            1231 => "DECIMALARRAY",
            1700 => "DECIMAL",
            3802 => "JSONB",
            3807 => "JSONBARRAY",
            _ => "unknown type_code " + oid.ToString(CultureInfo.InvariantCulture),
        };
}
