using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmWeb.Core.Persistence.Servers;

/// <summary>What queries ask of times that LINQ cannot say alike to the three databases.</summary>
internal static class TimeFunctions
{
    /// <summary>Seconds in the tenth part of a day.</summary>
    public const int SecondsInTenth = 8640;

    /// <summary>Whole tenths of a day from one instant to a later one; only within queries.</summary>
    public static long TenthsOfDays(DateTime from, DateTime until) => throw new NotSupportedException("It has no meaning outside a query.");

    /// <summary>Teaches a model the function, in the words of its database.</summary>
    public static void Apply(ModelBuilder builder, DatabaseFacade database)
    {
        Func<SqlExpression, SqlExpression, SqlExpression> seconds =
            database.IsSqlite() ? (from, until) => Minus(Call("unixepoch", until), Call("unixepoch", from))
            : database.IsNpgsql() ? (from, until) => Whole(Minus(Epoch(until), Epoch(from)))
            : (from, until) => Call("DATEDIFF_BIG", new SqlFragmentExpression("SECOND"), from, until);
        builder.HasDbFunction(typeof(TimeFunctions).GetMethod(nameof(TenthsOfDays))!)
            .HasTranslation(args => new SqlBinaryExpression(
                System.Linq.Expressions.ExpressionType.Divide, seconds(args[0], args[1]), Number(SecondsInTenth), typeof(long), LongTypeMapping.Default));
    }

    private static SqlConstantExpression Number(long value) => new(value, LongTypeMapping.Default);

    private static SqlBinaryExpression Minus(SqlExpression one, SqlExpression other) =>
        new(System.Linq.Expressions.ExpressionType.Subtract, one, other, one.Type, one.TypeMapping);

    private static SqlFunctionExpression Call(string name, params SqlExpression[] args) =>
        new(name, args, nullable: true, args.Select(a => a is not SqlFragmentExpression), typeof(long), LongTypeMapping.Default);

    /// <summary>PostgreSQL tells seconds as a broken number.</summary>
    private static SqlFunctionExpression Epoch(SqlExpression at) =>
        new("date_part", [new SqlFragmentExpression("'epoch'"), at], nullable: true, [false, true], typeof(double), DoubleTypeMapping.Default);

    private static SqlUnaryExpression Whole(SqlExpression seconds) => new(
        System.Linq.Expressions.ExpressionType.Convert,
        new SqlFunctionExpression("floor", [seconds], nullable: true, [true], typeof(double), DoubleTypeMapping.Default), typeof(long), LongTypeMapping.Default);
}
