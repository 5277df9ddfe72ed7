using Arbit.Secrets;

namespace Arbit.Slow.Operations;

/// <summary>Who operates, by his own token: never by a name that he gives himself, since that name stands in the decision.</summary>
/// <param name="operators">None: nobody operates.</param>
public sealed class OperatorGuard(IReadOnlyList<Operator> operators)
{
    private readonly IReadOnlyList<(string Name, TokenHash Hash)> _known = operators
        .SelectMany(each => each.Tokens.Select(token => (each.Name, TokenHash.Of(token))))
        .ToList();

    /// <param name="token">As the caller shows it; null where he shows none.</param>
    /// <returns>The operator's name; null for nobody's token.</returns>
    public string? NameOf(string? token)
    {
        if (token is null)
            return null;
        // All of them are compared: it takes as long for any token, right or wrong.
        var given = TokenHash.Of(token);
        string? name = null;
        foreach (var (owner, hash) in _known)
        {
            if (given.Is(hash))
                name = owner;
        }

        return name;
    }
}
