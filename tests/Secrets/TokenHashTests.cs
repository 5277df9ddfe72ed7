using Arbit.Secrets;

namespace Arbit.Tests.Secrets;

public sealed class TokenHashTests
{
    [Fact]
    public void It_is_the_same_for_the_same_token_alone()
    {
        Assert.True(TokenHash.Of("a token").Is(TokenHash.Of("a token")));
        Assert.False(TokenHash.Of("a token").Is(TokenHash.Of("a token ")));
        Assert.False(TokenHash.Of("").Is(TokenHash.Of("a token")));
    }

    [Fact]
    public void One_of_several_is_found_wherever_it_stands_and_none_in_nothing()
    {
        List<TokenHash> known = [TokenHash.Of("new"), TokenHash.Of("old")];
        Assert.True(TokenHash.Of("new").IsAmong(known));
        Assert.True(TokenHash.Of("old").IsAmong(known));
        Assert.False(TokenHash.Of("other").IsAmong(known));
        Assert.False(TokenHash.Of("").IsAmong([]));
    }

    [Fact]
    public void A_proof_is_of_one_token_and_one_purpose()
    {
        Assert.Equal(TokenHash.Of("a").ProofFor("page"), TokenHash.Of("a").ProofFor("page"));
        Assert.NotEqual(TokenHash.Of("a").ProofFor("page"), TokenHash.Of("b").ProofFor("page"));
        Assert.NotEqual(TokenHash.Of("a").ProofFor("page"), TokenHash.Of("a").ProofFor("door"));
    }
}
