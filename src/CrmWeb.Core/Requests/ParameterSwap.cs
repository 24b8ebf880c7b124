using System.Linq.Expressions;

namespace CrmWeb.Core.Requests;

/// <summary>Puts something else in the place of a lambda's parameter, so that conditions and keys of several lambdas become one.</summary>
internal sealed class ParameterSwap : ExpressionVisitor
{
    private readonly ParameterExpression parameter;
    private readonly Expression by;

    private ParameterSwap(ParameterExpression parameter, Expression by) => (this.parameter, this.by) = (parameter, by);

    /// <summary>The body of a lambda of one parameter, said of something else.</summary>
    public static Expression BodyOf(LambdaExpression lambda, Expression by) => new ParameterSwap(lambda.Parameters[0], by).Visit(lambda.Body);

    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : base.VisitParameter(node);
}
