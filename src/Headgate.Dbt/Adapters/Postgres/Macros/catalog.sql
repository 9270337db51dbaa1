{% macro postgres__get_columns_in_relation(relation) -%}
    {%- call statement('get_columns_in_relation', fetch_result=true) %}
    select column_name, data_type, character_maximum_length, numeric_precision, numeric_scale
    from {{ relation.information_schema('columns') }}
    where table_name = '{{ relation.identifier }}'
    {%- if relation.schema %}
        and table_schema = '{{ relation.schema }}'
    {%- endif %}
    order by ordinal_position
    {%- endcall -%}
    {{ return(sql_convert_columns_in_relation(load_result('get_columns_in_relation').table)) }}
{%- endmacro %}

{#- Functions are named too, once for all that share a name. -#}
{% macro postgres__list_relations_without_caching(schema_relation) -%}
    {%- call statement('list_relations_without_caching', fetch_result=true) %}
    select '{{ schema_relation.database }}' as database, found.name, found.schema, found.type
    from (
        select tablename as name, schemaname as schema, 'table' as type from pg_tables
        union all
        select viewname, schemaname, 'view' from pg_views
        union all
        select matviewname, schemaname, 'materialized_view' from pg_matviews
        union all
        select distinct pg_proc.proname, pg_namespace.nspname, 'function'
        from pg_proc
        join pg_namespace on pg_namespace.oid = pg_proc.pronamespace
    ) as found
    where found.schema ilike '{{ schema_relation.schema }}'
    {%- endcall -%}
    {{ return(load_result('list_relations_without_caching').table) }}
{%- endmacro %}

{#-
  Which relations read which: dropping the second drops the first. A view's query is a rule that belongs to the view and depends on
  what it reads; the server's own relations are left out.
-#}
{% macro postgres__get_relations() -%}
    {%- call statement('relations', fetch_result=true) %}
    select distinct reader_place.nspname, reader.relname, read_place.nspname, read.relname
    from pg_depend as owned
    join pg_depend as used
        on used.objid = owned.objid
        and used.classid = owned.classid
        and used.refclassid = owned.refclassid
        and used.refobjid <> owned.refobjid
    join pg_class as reader on reader.oid = owned.refobjid
    join pg_namespace as reader_place on reader_place.oid = reader.relnamespace
    join pg_class as read on read.oid = used.refobjid
    join pg_namespace as read_place on read_place.oid = read.relnamespace
    where owned.classid = 'pg_rewrite'::regclass
        and owned.refclassid = 'pg_class'::regclass
        and owned.deptype = 'i'
        and read_place.nspname <> 'information_schema'
        and read_place.nspname not like 'pg\_%'
    order by 1, 2, 3, 4
    {%- endcall -%}
    {{ return(load_result('relations').table) }}
{%- endmacro %}

{% macro postgres_get_relations() -%}
    {{ return(postgres__get_relations()) }}
{%- endmacro %}

{% macro postgres__get_catalog(information_schema, schemas) -%}
    {%- set relations = [] -%}
    {%- for schema in schemas -%}
        {%- do relations.append({'schema': schema}) -%}
    {%- endfor -%}
    {{ return(postgres__get_catalog_relations(information_schema, relations)) }}
{%- endmacro %}

{#- Tables, partitioned and foreign ones, views and materialized views with their columns; temporary relations are nobody else's. -#}
{% macro postgres__get_catalog_relations(information_schema, relations) -%}
    {%- set database = information_schema.database -%}
    {{ adapter.verify_database(database) }}
    {%- call statement('catalog', fetch_result=true) %}
    select
        '{{ database }}' as table_database,
        place.nspname as table_schema,
        relation.relname as table_name,
        case relation.relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED VIEW' else 'BASE TABLE' end as table_type,
        obj_description(relation.oid, 'pg_class') as table_comment,
        field.attname as column_name,
        field.attnum as column_index,
        format_type(field.atttypid, field.atttypmod) as column_type,
        col_description(relation.oid, field.attnum) as column_comment,
        pg_get_userbyid(relation.relowner) as table_owner
    from pg_catalog.pg_class as relation
    join pg_catalog.pg_namespace as place on place.oid = relation.relnamespace
    join pg_catalog.pg_attribute as field on field.attrelid = relation.oid
    where relation.relkind in ('r', 'p', 'f', 'v', 'm')
        and relation.relpersistence in ('p', 'u')
        and field.attnum > 0
        and not field.attisdropped
        and (
            {%- for wanted in relations %}
            (
                lower(place.nspname) = lower('{{ wanted.schema }}')
                {%- if wanted.identifier %} and lower(relation.relname) = lower('{{ wanted.identifier }}'){% endif -%}
            ){{ ' or' if not loop.last }}
            {%- endfor %}
        )
    order by place.nspname, relation.relname, field.attnum
    {%- endcall -%}
    {{ return(load_result('catalog').table) }}
{%- endmacro %}
